import { expect, test } from "vitest";
import { awsCommands, type Command, rcloneCommands } from "./bucket-commands.ts";

const line = ({ program, args }: Command) => [program, ...args].join(" ");
const storedAs = { contentType: "text/css; charset=utf-8", cacheControl: "no-cache" };

test("what is asked of the AWS command line", () => {
  const commands = awsCommands("s3://bucket/site/", "https://storage.example.org");
  const lines = [
    commands.copyFolder("/tmp/x", storedAs),
    commands.list("releases.json"),
    commands.print("releases.json"),
    commands.remove("a/b.css"),
  ].map(line);
  expect(lines.join("\n")).toMatchInlineSnapshot(`
    "aws s3 cp /tmp/x s3://bucket/site/ --recursive --only-show-errors --content-type text/css; charset=utf-8 --cache-control no-cache --endpoint-url https://storage.example.org
    aws s3 ls s3://bucket/site/releases.json --endpoint-url https://storage.example.org
    aws s3 cp s3://bucket/site/releases.json - --endpoint-url https://storage.example.org
    aws s3 rm s3://bucket/site/a/b.css --only-show-errors --endpoint-url https://storage.example.org"
  `);
});

test("what is asked of rclone", () => {
  for (const [place, key] of [
    ["store:bucket/site", "store:bucket/site/a/b.css"],
    ["store:", "store:a/b.css"],
  ] as const)
    expect(line(rcloneCommands(place).remove("a/b.css"))).toBe(`rclone deletefile ${key}`);
  expect(line(rcloneCommands("store:bucket").copyFolder("/tmp/x", storedAs))).toMatchInlineSnapshot(
    `"rclone copy /tmp/x store:bucket --ignore-times --header-upload Content-Type: text/css; charset=utf-8 --header-upload Cache-Control: no-cache"`,
  );
  expect(line(rcloneCommands("store:bucket").list("releases.json"))).toMatchInlineSnapshot(
    `"rclone lsf store:bucket --files-only --include /releases.json"`,
  );
});
