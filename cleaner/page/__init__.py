"""Pages: markup read into blocks, the blocks judged, and what stays told as Markdown."""
