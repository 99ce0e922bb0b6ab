"""The one room that joins ingest, warehouse and pipelines; its use-cases are all it shows."""

from __future__ import annotations

from lcdata.build.ending import finishing, wait
from lcdata.build.retention import Purge, purge
from lcdata.build.samples import holds_only_samples
from lcdata.build.spool import keep_uploads_here
from lcdata.build.uploads import (
    UPLOAD_KINDS,
    Upload,
    UploadRefused,
    check_upload,
    deliver_upload,
)
from lcdata.build.use_cases import (
    TAKEN_IN,
    NotPublished,
    build,
    check_only,
    deliver,
    prepare_demo,
    releases,
    rollback,
)

__all__ = [
    "TAKEN_IN",
    "UPLOAD_KINDS",
    "NotPublished",
    "Purge",
    "Upload",
    "UploadRefused",
    "build",
    "check_only",
    "check_upload",
    "deliver",
    "deliver_upload",
    "finishing",
    "holds_only_samples",
    "keep_uploads_here",
    "prepare_demo",
    "purge",
    "releases",
    "rollback",
    "wait",
]
