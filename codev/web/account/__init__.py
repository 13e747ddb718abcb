"""Accounts, for whoever wants one: by a code, a passkey or an organisation. django-allauth does it; the words and pages are ours."""
