// What every page of the static site does, where there is something to do it with.

import { addFilter, openTarget } from "./agencies.js";
import { addSearch } from "./search.js";
import { offerSharing } from "./share.js";
import { offerSorting } from "./sort.js";

addSearch();
addFilter();
offerSharing();
offerSorting();
openTarget();
// Where the links to pages have no room beside each other.
document
  .querySelector(".masthead nav:not(.languages) [aria-current]")
  ?.scrollIntoView({ block: "nearest", inline: "center" });
