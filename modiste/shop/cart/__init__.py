"""What the shopper means to buy, and where the whole basket is cheapest."""
