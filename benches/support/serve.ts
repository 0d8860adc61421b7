import { createStaticServer, listen } from "../../lib/build/serve/static-server.ts";

/** `node serve.ts FOLDER`: the embedded server, in a process of its own; prints its port. */
const server = createStaticServer(process.argv[2]!);
const port = await listen(server, "127.0.0.1", 20_000 + (process.pid % 2000) * 20);
process.stdout.write(`${port}\n`);
