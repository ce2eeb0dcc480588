// What tells a story, as a script of its own.

import { StoryTeller as Teller } from "./teller.js";

export const StoryTeller = Teller;
