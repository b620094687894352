from tests.ui.conftest import _light, carriers, dressed, table

__all__ = ["_light", "carriers", "dressed", "table"]
