"""What the site says of law and facts: what each saying rests on, where it stands, and what must never stand."""
