"""`streamlit run`, with connections that do not wait without end.

Started as `python -m lcdata.ui.serving.launch`.
"""

from __future__ import annotations

from streamlit.web.cli import main
from uvicorn.config import HTTP_PROTOCOLS

from lcdata.ui.serving.slow import Bounded

HTTP_PROTOCOLS["auto"] = f"{Bounded.__module__}:{Bounded.__name__}"

if __name__ == "__main__":
    main(prog_name="streamlit")
