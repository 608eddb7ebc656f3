"""`rebato fuzz`: odd inputs through real transports, router and storage, and what must never follow from them."""
