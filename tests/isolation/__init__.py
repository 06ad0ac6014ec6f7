"""Another team's object answers as if it did not exist: cases made from the schema."""
