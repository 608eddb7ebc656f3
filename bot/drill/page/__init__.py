"""The drill's page in the browser: phones of five people, the story, and what the bot did."""
