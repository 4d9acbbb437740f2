"""What comes out in forms other than pages."""
