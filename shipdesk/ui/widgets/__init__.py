"""The building blocks of every screen. Their look comes from `shipdesk.ui.theme`; they know no carrier and no rule."""
