"""Pages of questions to employers, draws of controls, public figures and proposals of reform."""
