"""Facts: the draft and the law of one instrument and channel as values that rules test. Dates, ages and addresses are worked out here, once."""
