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
