"""From truth values to the result: findings, attachments, questions, deadlines, verdict, routes."""
