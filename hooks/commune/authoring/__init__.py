"""What officers write with: forms, the web editor, VS Code, and what a check tells them."""
