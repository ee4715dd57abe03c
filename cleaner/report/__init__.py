"""What was cut out of which document, and why: on a page, and on a terminal."""
