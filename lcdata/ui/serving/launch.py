"""`streamlit run`, with connections that do not wait without end.

Started as `python -m lcdata.ui.serving.launch`.
"""

from __future__ import annotations

from functools import partial

import uvicorn
from streamlit.web.cli import main
from uvicorn.config import HTTP_PROTOCOLS

from lcdata.ui.serving.slow import REQUESTS_END_WITHIN, Bounded

HTTP_PROTOCOLS["auto"] = f"{Bounded.__module__}:{Bounded.__name__}"
# Streamlit makes the configuration itself and leaves out this bound: an upload that stalls would
# hold up the end of the server for as long as a body may take.
uvicorn.Config = partial(  # type: ignore[misc, assignment]
    uvicorn.Config, timeout_graceful_shutdown=REQUESTS_END_WITHIN
)

if __name__ == "__main__":
    main(prog_name="streamlit")
