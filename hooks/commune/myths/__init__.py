"""What people often say that is not so, and what the law and the plan say."""
