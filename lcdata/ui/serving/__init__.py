"""How the dashboard is served: the door in front of Streamlit, slow readers, life and end."""
