import { answerJobs } from "../machine/worker-pool.ts";
import { findSources } from "./code-sources.ts";

/** A thread that finds out what modules lead to. */
answerJobs(findSources);
