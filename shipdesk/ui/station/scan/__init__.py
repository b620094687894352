"""What comes from the scanner and the scale, what it opens, weighs and books, and the band that says so."""
