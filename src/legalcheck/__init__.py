"""legalcheck"""
