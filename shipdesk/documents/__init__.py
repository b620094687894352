"""What is printed: drawing it, turning it into pictures, and checking a label before it leaves the printer."""
