"""The only room that knows Streamlit: viewer, data, navigation and small components."""
