"""What the shop has to tell somebody: in the inbox, by mail, by web push."""
