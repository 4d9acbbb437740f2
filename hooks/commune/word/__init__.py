"""A text written in Word → Markdown, pictures, and what somebody should look at. Bytes in; nothing is written here."""
