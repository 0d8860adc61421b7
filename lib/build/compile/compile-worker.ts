import { answerJobs } from "../machine/worker-pool.ts";
import { compileApart } from "./compile-apart.ts";

/** A thread that compiles notes, one at a time. */
answerJobs(compileApart);
