"""What others do for the communities: the contacts of the consortium, the company's managers."""
