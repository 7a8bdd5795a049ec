"""The engine: rules in one intermediate form, run over the cells of a fact base by one of two executors that must agree."""
