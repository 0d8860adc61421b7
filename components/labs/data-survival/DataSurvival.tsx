import {
  anonymousVolumesOf,
  COMMANDS,
  type CommandId,
  containerInWords,
  containerOf,
  dataSurvival,
  filesIn,
  isMounted,
  isPlaceThere,
  lostBetween,
  PLACE_NAMES,
  PLACE_PATHS,
  PLACES,
  type Place,
  type SurvivalEvent,
  type SurvivalState,
} from "../../../lib/labs/data-survival/data-survival.ts";
import { Bench, type LabView } from "../kit/Bench.tsx";
import { LabButton } from "../kit/Controls.tsx";
import { Panes } from "../kit/Panes.tsx";

type View = LabView<SurvivalState, SurvivalEvent>;

const GROUPS: readonly { readonly name: string; readonly commands: readonly CommandId[] }[] = [
  { name: "컨테이너", commands: ["create", "start", "write", "stop", "restart"] },
  { name: "지우기", commands: ["rm", "rm-v", "recreate", "container-prune"] },
  { name: "볼륨", commands: ["volume-rm", "volume-prune", "volume-prune-all"] },
];
const SHORT: Readonly<Record<CommandId, string>> = {
  create: "create",
  start: "start",
  write: "다섯 곳에 쓰기",
  stop: "stop",
  restart: "restart",
  rm: "rm",
  "rm-v": "rm -v",
  recreate: "새 이미지로",
  "container-prune": "container prune",
  "volume-rm": "volume rm data",
  "volume-prune": "volume prune",
  "volume-prune-all": "volume prune -a",
};

export function DataSurvival({ title }: { title: string }) {
  return (
    <Bench lab={dataSurvival} title={title}>
      {(view) => (
        <Panes
          shape="wide-last"
          first="places"
          panes={[
            { id: "commands", title: "명령", note: "docker", content: <Commands view={view} /> },
            {
              id: "places",
              title: "데이터가 있는 곳",
              note: `컨테이너: ${containerInWords(view.state)}`,
              content: <Places view={view} />,
            },
          ]}
        />
      )}
    </Bench>
  );
}

function Commands({ view: { state, send } }: { view: View }) {
  const { output } = state;
  return (
    <>
      {GROUPS.map((group) => (
        <div key={group.name} className="survival-group needs-js" role="group" aria-label={group.name}>
          <span className="quiet" aria-hidden="true">
            {group.name}
          </span>
          <span className="row">
            {group.commands.map((command) => (
              <LabButton
                key={command}
                label={`${SHORT[command]}: ${COMMANDS[command]}`}
                onPress={() => send({ type: command })}
              >
                {SHORT[command]}
              </LabButton>
            ))}
          </span>
        </div>
      ))}
      <pre className={output?.ok === false ? "lab-console failed" : "lab-console"}>
        <b>{output ? `$ ${output.command}` : "$"}</b>
        {output?.text && `\n${output.text}`}
        {output?.ok === false && "\n(실패)"}
      </pre>
    </>
  );
}

function Places({ view: { state, previous } }: { view: View }) {
  const lost = previous === undefined ? [] : lostBetween(previous, state);
  const isThere = containerOf(state) !== undefined;
  const box = (place: Place, used?: boolean) => (
    <PlaceBox
      place={place}
      there={isPlaceThere(state, place)}
      lost={lost.includes(place)}
      files={filesIn(state, place)}
      used={used}
    />
  );
  const anonymous = anonymousVolumesOf(state);
  return (
    <div className="survival">
      <div className={isThere ? "boundary" : "boundary gone"}>
        <p className="quiet">{isThere ? "컨테이너와 함께 사라지는 것" : "컨테이너 없음"}</p>
        <div className="survival-row">
          {box("layer")}
          {box("tmpfs")}
        </div>
      </div>
      <div className="survival-row">
        {box("named", isThere)}
        {anonymous.map((volume) => (
          <PlaceBox
            key={volume.name}
            place="anonymous"
            name={`익명 볼륨 ${volume.number}`}
            there
            lost={false}
            files={volume.files}
            used={isMounted(state, volume)}
          />
        ))}
        {anonymous.length === 0 && box("anonymous")}
        {box("bind", isThere)}
      </div>
      <ul className="survival-fate">
        {PLACES.map((place) => {
          const before = previous === undefined ? [] : filesIn(previous, place);
          if (before.length === 0) return null;
          const gone = lost.includes(place);
          return (
            <li key={place} className={gone ? "gone" : undefined}>
              {PLACE_NAMES[place]} <b>{gone ? "사라짐" : "남음"}</b>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function PlaceBox({
  place,
  name = PLACE_NAMES[place],
  there,
  lost,
  files,
  used,
}: {
  place: Place;
  name?: string;
  there: boolean;
  lost: boolean;
  files: readonly number[];
  /** Whether the container mounts it; not said of what is part of the container. */
  used?: boolean | undefined;
}) {
  const look = !there ? "hidden" : place === "layer" || place === "tmpfs" ? "writable" : "";
  return (
    <div className={`lab-box place ${lost && !there ? "hidden" : look}`}>
      <b>{name}</b>
      <code>{PLACE_PATHS[place]}</code>
      <span className="files">
        {!there && !lost && "없음"}
        {lost && <s>파일</s>}
        {there && files.length === 0 && !lost && "비어 있음"}
        {files.length > 0 && files.map((file) => `파일 ${file}`).join(", ")}
      </span>
      {used === false && there && <span className="num">쓰는 컨테이너 없음</span>}
    </div>
  );
}
