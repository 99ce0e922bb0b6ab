"""From rows as text to accepted rows, quarantine and issues; a delivery, then all together."""
