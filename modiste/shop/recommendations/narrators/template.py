"""The narrator that needs nobody: fixed sentences around the facts, and the fallback of every other narrator."""

from modiste.shop.recommendations.narrators.base import Facts

NAMED = 3


class TemplateNarrator:
    """Fills sentences."""

    def narrate(self, facts: Facts) -> str:
        """Two sentences at most."""
        if not facts.recommended:
            return f"Hi {facts.name}! You have seen everything that fits at the moment; come back for what is new."
        named = ", ".join(facts.recommended[:NAMED])
        if facts.behaviour == "No interactions yet":
            return f"Hi {facts.name}! To learn your taste we start with a little of everything: {named}."
        because = f" {'; '.join(facts.reasons[:NAMED])}." if facts.reasons else ""
        return f"Hi {facts.name}! Based on what you did lately ({facts.behaviour}) we chose {named}.{because}"
