"""The audit: what could be worked out of a release by everybody who reads it, put together.

It imports nothing of the guard. It reads what the release holds, recomputes each number about
persons from the marks the release says it is made of, and asks of those sets of marks, by
integer programming, what they leave open about any group that is too small to be known. The raw
register is read only to judge whether a group is small.
"""
