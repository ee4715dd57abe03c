"""What a page states about itself: its headline, its authors, its dates and the rest."""
