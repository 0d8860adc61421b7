import { type Boot, type Fault, faultAhead, STEPS, type Status, type Step, statusOf } from "./boot.ts";

/** What commands and logs show of an attempt, as upstream words it. */

export const SERVER_ID = "7c1e9a4b-2f6d-4b0e-9a51-0d3c8f2e6b17";
const PORT_ID = "bab165e0-4a9c-459e-9120-d8c2e5e8794a";
const VOLUME_ID = "92f5a23e-46f2-4e2d-896e-bf8e35a767d4";
const REQUEST = "req-ec66d439";

/** Where one can look: commands of the client, and logs of the services. */
export const LOOKS = {
  server: "openstack server show web1 -c status -c fault",
  services: "openstack compute service list -c Binary -c Host -c State",
  candidates: "openstack allocation candidate list --resource VCPU=2 --resource MEMORY_MB=4096",
  agents: "openstack network agent list -c Binary -c Host -c Alive",
  volumes: "openstack volume list -c Name -c Status",
  console: "openstack console log show web1 --lines 3",
  rules: "openstack security group rule list default --ingress",
  ssh: "ssh ubuntu@203.0.113.10",
  keystone: "tail keystone.log",
  scheduler: "tail nova-scheduler.log",
  compute: "tail nova-compute.log",
  cinder: "tail cinder-scheduler.log",
} as const;
export type Look = keyof typeof LOOKS;
export const LOOK_IDS: readonly Look[] = [
  "server",
  "services",
  "candidates",
  "agents",
  "volumes",
  "console",
  "rules",
  "ssh",
  "keystone",
  "scheduler",
  "compute",
  "cinder",
];

/** The places that name the cause itself, and not only that something failed. */
export const TELLING: Readonly<Record<Fault, readonly Look[]>> = {
  password: ["keystone"],
  quota: [],
  resources: ["candidates", "scheduler"],
  "compute-down": ["services"],
  "glance-route": ["compute"],
  "port-binding": ["agents", "compute"],
  "volume-backend": ["cinder"],
  "domain-type": ["compute"],
  "security-group": ["rules"],
};

/** Source: openstack/nova `nova/exception.py` MaxRetriesExceeded, with the reason of `nova/conductor/manager.py`. */
const RETRIES = `Exceeded maximum number of retries. Exhausted all hosts available for retrying build failures for instance ${SERVER_ID}.`;

/** What `server show` tells of a failure; several causes share one message. */
function faultMessage(fault: Fault | undefined): string {
  switch (fault) {
    case "resources":
      return "No valid host was found.";
    case "glance-route":
    case "port-binding":
    case "domain-type":
      return RETRIES;
    case "volume-backend":
      // Source: nova/exception.py VolumeNotCreated.
      return `Build of instance ${SERVER_ID} aborted: Volume ${VOLUME_ID} did not finish being created even after we waited 3 seconds or 2 attempts. And its status is error.`;
    default:
      return "";
  }
}

/** What the command that creates the server prints. */
export function createOutput(boot: Boot, isOver: boolean): { readonly text: string; readonly ok: boolean } {
  const fault = isOver ? faultAhead(boot) : undefined;
  if (fault === "password")
    return {
      text: `The request you have made requires authentication. (HTTP 401) (Request-ID: ${REQUEST})`,
      ok: false,
    };
  if (fault === "quota")
    return {
      // Source: nova/exception.py TooManyInstances.
      text: `Quota exceeded for cores: Requested 2, but already used 19 of 20 cores (HTTP 403) (Request-ID: ${REQUEST})`,
      ok: false,
    };
  return { text: `| id     | ${SERVER_ID} |\n| name   | web1 |\n| status | BUILD |`, ok: true };
}

const isPast = ({ done }: Boot, step: Step) => done > STEPS.indexOf(step);

/** What one sees at a place once an attempt has gone as far as it goes. */
export function look(what: Look, boot: Boot): string {
  const fault = faultAhead(boot);
  const status = statusOf(boot, true);
  switch (what) {
    case "server":
      return serverShow(status, fault);
    case "services":
      return [
        "| Binary         | Host       | State |",
        "| nova-conductor | controller | up    |",
        "| nova-scheduler | controller | up    |",
        `| nova-compute   | compute1   | ${boot.faults.includes("compute-down") ? "down " : "up   "} |`,
      ].join("\n");
    case "candidates":
      return boot.faults.includes("resources")
        ? ""
        : "| # | allocation            | resource provider | inventory used/capacity         |\n| 1 | VCPU=2,MEMORY_MB=4096 | compute1          | VCPU=6/64,MEMORY_MB=8192/131072 |";
    case "agents":
      return [
        "| Binary                    | Host       | Alive |",
        "| neutron-dhcp-agent        | controller | :-)   |",
        `| neutron-openvswitch-agent | compute1   | ${boot.faults.includes("port-binding") ? "XXX  " : ":-)  "} |`,
      ].join("\n");
    case "volumes":
      if (!isPast(boot, "port")) return "";
      return `| Name | Status |\n| data | ${fault === "volume-backend" ? "error" : "in-use"} |`;
    case "console":
      if (status !== "ACTIVE") return "";
      return "Cloud-init v. 24.4 finished. Datasource DataSourceOpenStackLocal [net,ver=2].\n\nweb1 login:";
    case "rules":
      return boot.faults.includes("security-group")
        ? "| IP Protocol | Port Range | Remote Security Group |\n| None        |            | default               |"
        : "| IP Protocol | Port Range | IP Range  | Remote Security Group |\n| None        |            |           | default               |\n| tcp         | 22:22      | 0.0.0.0/0 | None                  |";
    case "ssh": {
      if (status !== "ACTIVE") return "ssh: connect to host 203.0.113.10 port 22: No route to host";
      return fault === "security-group"
        ? "ssh: connect to host 203.0.113.10 port 22: Connection timed out"
        : "ubuntu@web1:~$";
    }
    default:
      return log(what, boot, fault);
  }
}

function serverShow(status: Status | undefined, fault: Fault | undefined): string {
  if (status === undefined) return "No Server found for web1";
  const message = faultMessage(fault);
  return [
    `| status | ${status} |`,
    ...(message === "" ? [] : [`| fault  | {'code': 500, 'message': '${message}'} |`]),
  ].join("\n");
}

/** The last lines of a service's log; a service that was not asked has nothing to say. */
function log(
  what: "keystone" | "scheduler" | "compute" | "cinder",
  boot: Boot,
  fault: Fault | undefined,
): string {
  switch (what) {
    case "keystone":
      return fault === "password"
        ? `WARNING keystone.server.flask.application [${REQUEST}] Authorization failed. The request you have made requires authentication. from 192.0.2.5`
        : "";
    case "scheduler":
      if (fault === "resources")
        // Source: openstack/nova nova/scheduler/manager.py select_destinations.
        return `INFO nova.scheduler.manager [${REQUEST}] Got no allocation candidates from the Placement API. This could be due to insufficient resources or a temporary occurrence as compute nodes start up.`;
      return isPast(boot, "candidates")
        ? `DEBUG nova.scheduler.manager [${REQUEST}] Selected host: (compute1, compute1)`
        : "";
    case "compute":
      return computeLog(boot, fault);
    case "cinder":
      // Source: openstack/cinder cinder/scheduler/flows/create_volume.py, "No weighed backends available".
      return fault === "volume-backend"
        ? `ERROR cinder.scheduler.flows.create_volume [${REQUEST}] Failed to run task ScheduleCreateVolumeTask: No valid backend was found. No weighed backends available`
        : "";
  }
}

function computeLog(boot: Boot, fault: Fault | undefined): string {
  if (!isPast(boot, "dispatch")) return "";
  const claim = `INFO nova.compute.claims [${REQUEST}] [instance: ${SERVER_ID}] Claim successful on node compute1`;
  switch (fault) {
    case "glance-route":
      // Source: nova/exception.py GlanceConnectionFailed.
      return `${claim}\nERROR nova.compute.manager [${REQUEST}] [instance: ${SERVER_ID}] nova.exception.GlanceConnectionFailed: Connection to glance host http://controller:9292 failed: [Errno 113] No route to host`;
    case "port-binding":
      // Source: nova/exception.py PortBindingFailed.
      return `${claim}\nERROR nova.compute.manager [${REQUEST}] [instance: ${SERVER_ID}] nova.exception.PortBindingFailed: Binding failed for port ${PORT_ID}, please check neutron logs for more information.`;
    case "domain-type":
      return `${claim}\nERROR nova.virt.libvirt.guest [${REQUEST}] libvirt.libvirtError: invalid argument: could not find capabilities for domaintype=kvm`;
    case "volume-backend":
      return `${claim}\nERROR nova.compute.manager [${REQUEST}] [instance: ${SERVER_ID}] nova.exception.VolumeNotCreated: Volume ${VOLUME_ID} did not finish being created even after we waited 3 seconds or 2 attempts. And its status is error.`;
    default:
      return isPast(boot, "spawn")
        ? `${claim}\nINFO nova.compute.manager [${REQUEST}] [instance: ${SERVER_ID}] Took 9.41 seconds to build instance.`
        : claim;
  }
}
