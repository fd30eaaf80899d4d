"""Our colours: quiet ones, with a red that is kept for what is overdue."""

from textual.theme import Theme

DARK = Theme(
    name="recover-dark",
    dark=True,
    primary="#6c9bd2",
    secondary="#8fa6c0",
    accent="#d9a556",
    foreground="#dde1e6",
    background="#15181c",
    surface="#1d2127",
    panel="#272c34",
    success="#7fb685",
    warning="#d9a556",
    error="#f0524f",
    variables={
        "text-error": "#ff6a66",
        "text-muted": "#949ca6",
        "text-accent": "#e5b566",
        "block-cursor-background": "#2d4a6e",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#272c34",
        "scrollbar": "#3a414b",
        "scrollbar-background": "#15181c",
        "scrollbar-background-hover": "#15181c",
        "scrollbar-background-active": "#15181c",
    },
)
"""For dark terminals."""

LIGHT = Theme(
    name="recover-light",
    dark=False,
    primary="#2c5f9e",
    secondary="#5d7186",
    accent="#8a5a00",
    foreground="#1f2328",
    background="#fbfbf9",
    surface="#f0f0ec",
    panel="#e4e4de",
    success="#2f6f3a",
    warning="#8a5a00",
    error="#b3261e",
    variables={
        "text-error": "#b3261e",
        "text-muted": "#5c646d",
        "text-accent": "#8a5a00",
        "block-cursor-background": "#cfe0f3",
        "block-cursor-foreground": "#10151b",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#e4e4de",
        "scrollbar": "#c9c9c2",
        "scrollbar-background": "#fbfbf9",
        "scrollbar-background-hover": "#fbfbf9",
        "scrollbar-background-active": "#fbfbf9",
    },
)
"""For light terminals."""
