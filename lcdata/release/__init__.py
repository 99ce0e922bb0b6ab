"""The one room that joins ingest, warehouse and pipelines; its use-cases are all it shows."""

from __future__ import annotations

from lcdata.release.backups import backup, backup_file
from lcdata.release.ending import BOUND_SECONDS, finishing, wait
from lcdata.release.mending import Note
from lcdata.release.restoring import Restored, restore
from lcdata.release.retention import Purge, purge
from lcdata.release.samples import holds_only_samples
from lcdata.release.spool import keep_uploads_here
from lcdata.release.uploads import UPLOAD_KINDS, Upload, UploadRefused, check_upload, deliver_upload
from lcdata.release.use_cases import (
    TAKEN_IN,
    NotPublished,
    build,
    catch_up,
    check_only,
    damaged_releases,
    deliver,
    prepare_demo,
    releases,
    rollback,
    verify,
)
from lcdata.release.withdrawing import stored_deliveries, undo_withdrawal, withdraw

__all__ = [
    "BOUND_SECONDS",
    "TAKEN_IN",
    "UPLOAD_KINDS",
    "NotPublished",
    "Note",
    "Purge",
    "Restored",
    "Upload",
    "UploadRefused",
    "backup",
    "backup_file",
    "build",
    "catch_up",
    "check_only",
    "check_upload",
    "damaged_releases",
    "deliver",
    "deliver_upload",
    "finishing",
    "holds_only_samples",
    "keep_uploads_here",
    "prepare_demo",
    "purge",
    "releases",
    "restore",
    "rollback",
    "stored_deliveries",
    "undo_withdrawal",
    "verify",
    "wait",
    "withdraw",
]
