"""How learning communities fare: deliveries in, published cells out, honest pages on top."""
