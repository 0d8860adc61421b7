import { expect, test } from "vitest";
import { isListing } from "./source-address.ts";

test.each([
  "https://containerd.io/",
  "https://kubernetes.io/ko/",
  "https://kubernetes.io/blog/",
  "https://kubernetes.io/releases/",
  "https://github.com/moby/moby",
  "https://github.com/docker/cli/releases",
  "https://github.com/kubernetes/sig-release/tree/master/releases",
  "https://docs.docker.com/index.html",
  "https://pcper.com/tag/scalemp/",
  "https://xcp-ng.org/forum",
])("%s is a root or a listing", (address) => expect(isListing(address)).toBe(true));

test.each([
  "https://kubernetes.io/releases/1.37/",
  "https://kubernetes.io/docs/concepts/overview/",
  "https://github.com/moby/moby/blob/master/README.md",
  "https://github.com/docker/cli/releases/tag/v29.0.0",
  "https://github.com/docker/cli/issues/12",
  "https://releases.openstack.org/2026.1/index.html",
  "https://doi.org/10.1145/945445.945462",
  "https://bugs.example.org/?id=7",
])("%s is a page that can say something", (address) => expect(isListing(address)).toBe(false));
