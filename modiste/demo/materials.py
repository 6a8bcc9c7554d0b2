"""What the demo clothes are made of: how it is called, what it costs, how it feels."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Material:
    """A fabric; `texture` names how the drawing shades it, `price` multiplies the usual price."""

    name: str
    price: float
    texture: str
    line: str
    is_sustainable: bool = False


_MATERIALS = (
    Material("cotton", 0.9, "smooth", "The cotton is soft from the first wear and easy to wash."),
    Material("organic cotton", 1.0, "smooth", "Organic cotton, dyed without harsh chemicals.", True),
    Material("poplin", 1.0, "smooth", "Crisp poplin that holds its shape through the day."),
    Material("linen", 1.1, "weave", "European linen that breathes and creases the way linen should.", True),
    Material("silk", 1.7, "sheen", "Pure silk with a quiet, liquid shine."),
    Material("satin", 1.2, "sheen", "Satin with a soft lustre and a cool touch."),
    Material("viscose", 0.95, "smooth", "Fluid viscose that moves with you."),
    Material("crêpe", 1.15, "smooth", "Matt crêpe that falls straight and hardly creases."),
    Material("jersey", 0.85, "smooth", "Soft jersey with a little stretch."),
    Material("merino", 1.2, "knit", "Fine merino that warms without weight.", True),
    Material("lambswool", 1.15, "knit", "Springy lambswool, spun in Scotland."),
    Material("cashmere", 2.1, "knit", "Two-ply cashmere, light and very warm."),
    Material("cotton knit", 0.95, "knit", "A dry cotton knit for cool evenings."),
    Material("mohair blend", 1.35, "fluffy", "A mohair blend with a soft halo."),
    Material("wool", 1.25, "felt", "Dense wool that keeps the wind out."),
    Material("wool twill", 1.3, "twill", "Wool twill with a clean drape."),
    Material("boiled wool", 1.2, "felt", "Boiled wool: warm, light and forgiving."),
    Material("gabardine", 1.15, "twill", "Tightly woven gabardine that sheds a shower."),
    Material("recycled nylon", 1.0, "ripstop", "Recycled nylon, light and water-repellent.", True),
    Material("cotton twill", 1.0, "twill", "Sturdy cotton twill that improves with every wash."),
    Material("canvas", 0.95, "weave", "Heavy canvas that takes a knock."),
    Material("corduroy", 1.05, "cord", "Fine-wale corduroy with a velvet hand."),
    Material("denim", 1.0, "denim", "Rigid denim that breaks in to your shape."),
    Material("stretch denim", 1.05, "denim", "Denim with two percent stretch, so it moves when you do."),
    Material("organic denim", 1.15, "denim", "Organic denim, washed with ozone instead of water.", True),
    Material("leather", 1.7, "leather", "Vegetable-tanned leather that darkens beautifully with time."),
    Material("nappa leather", 1.9, "leather", "Nappa leather, buttery and supple."),
    Material("suede", 1.55, "felt", "Soft suede with a fine nap."),
    Material("straw", 0.9, "straw", "Woven by hand from natural straw.", True),
    Material("raffia", 1.0, "straw", "Crocheted raffia, every piece a little different.", True),
    Material("tencel", 1.05, "smooth", "Tencel from certified forests, cool and fluid.", True),
    Material("velvet", 1.3, "sheen", "Deep velvet that changes with the light."),
    Material("mesh", 0.9, "ripstop", "Breathable mesh with recycled yarn.", True),
)

MATERIALS = {material.name: material for material in _MATERIALS}
