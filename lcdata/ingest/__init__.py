"""From delivered files to accepted rows, quarantine and a receipt."""
