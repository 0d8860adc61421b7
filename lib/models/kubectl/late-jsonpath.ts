import { jsonpath } from "./jsonpath.ts";
import { jsonpathLater } from "./print-object.ts";

jsonpathLater.fill(jsonpath);

export { jsonpath };
