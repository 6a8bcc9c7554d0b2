"""How mail leaves: one file per way to send, switched by MODISTE_MAIL_URL."""
