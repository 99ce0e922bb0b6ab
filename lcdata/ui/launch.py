"""`streamlit run`, with connections that do not wait without end: `python -m lcdata.ui.launch`."""

from __future__ import annotations

from streamlit.web.cli import main
from uvicorn.config import HTTP_PROTOCOLS

from lcdata.ui.slow import Bounded

HTTP_PROTOCOLS["auto"] = f"{Bounded.__module__}:{Bounded.__name__}"

if __name__ == "__main__":
    main(prog_name="streamlit")
