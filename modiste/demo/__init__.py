"""The demo shop: boutiques, drawn clothes and synthetic shoppers, all from one seed."""
