"""Rights and attacks: what nobody may do, tried from outside and by hands that wish us ill."""
