import {
  COMMAND_PLACES,
  COMMANDS,
  cliFlow,
  containerOf,
  editionOf,
  type FlowEvent,
  type FlowState,
  type Place,
  REMOTE,
  shorten,
  tagsAt,
} from "../../../lib/labs/cli-flow/cli-flow.ts";
import { Bench, type LabView } from "../kit/Bench.tsx";
import { LabButton, LabSwitch } from "../kit/Controls.tsx";
import { Panes } from "../kit/Panes.tsx";

const PLACES: readonly { readonly id: Place; readonly title: string; readonly note: string }[] = [
  { id: "dev", title: "개발 컴퓨터", note: "build · tag · push" },
  { id: "registry", title: "레지스트리", note: "registry.example.com" },
  { id: "node", title: "운영 노드", note: "pull · run · rm -f" },
];

/** Where an image comes from when it is new at a place. */
const CAME_FROM: Readonly<Record<Place, Place | "">> = { dev: "", registry: "dev", node: "registry" };

export function CliFlow({ title }: { title: string }) {
  return (
    <Bench lab={cliFlow} title={title}>
      {(view) => (
        <>
          <Controls view={view} />
          <Panes
            first="dev"
            panes={PLACES.map((place) => ({
              ...place,
              content: <PlaceView place={place.id} state={view.state} />,
            }))}
          />
        </>
      )}
    </Bench>
  );
}

function Controls({ view: { state, send } }: { view: LabView<FlowState, FlowEvent> }) {
  const { last } = state;
  return (
    <div className="flow-controls">
      <div className="row needs-js" role="group" aria-label="명령">
        {COMMANDS.map((command) => (
          <LabButton
            key={command}
            label={`${command === "rm" ? "rm -f" : command}: ${COMMAND_PLACES[command] === "dev" ? "개발 컴퓨터" : "운영 노드"}에서 실행`}
            onPress={() => send({ type: command })}
          >
            <code>{command === "rm" ? "rm -f" : command}</code>
          </LabButton>
        ))}
        <LabButton onPress={() => send({ type: "edit" })}>소스 고치기</LabButton>
      </div>
      <div className="row needs-js" role="group" aria-label="고장 내기">
        <LabSwitch
          label="레지스트리 연결"
          checked={state.online}
          onChange={() => send({ type: "network" })}
        />
        <LabSwitch label="로그인" checked={state.loggedIn} onChange={() => send({ type: "login" })} />
        <LabSwitch
          label="arm64로 만들기"
          checked={state.arch === "arm64"}
          onChange={() => send({ type: "arch" })}
        />
      </div>
      <pre className={last && !last.ok ? "lab-console failed" : "lab-console"}>
        <b>{last ? `$ ${last.command}` : "$"}</b>
        {last?.text && `\n${last.text}`}
        {last && !last.ok && "\n(실패)"}
      </pre>
    </div>
  );
}

function PlaceView({ place, state }: { place: Place; state: FlowState }) {
  const tags = Object.entries(tagsAt(state, place));
  const container = place === "node" ? containerOf(state) : undefined;
  const here = state.last?.at === place;
  return (
    <div className={here ? "flow-place here" : "flow-place"}>
      {place === "dev" && (
        <p className="lab-box dashed">
          소스 <b className="num">{state.source}판</b>
        </p>
      )}
      {tags.length === 0 && <p className="lab-box hidden">이미지 없음</p>}
      {tags.map(([tag, id]) => (
        <p
          key={tag}
          className="lab-box readonly"
          data-move={`${place}/${id}/${tag}`}
          data-from={`${CAME_FROM[place]}/${id}/${tag}`}
        >
          <code>{tag}</code>
          <span className="num">
            {editionOf(state, id)}판 · {state.made[id]?.arch} · {shorten(id)}
          </span>
        </p>
      ))}
      {container !== undefined && (
        <p
          className="lab-box writable"
          data-move={`container/${container.image}`}
          data-from={`node/${container.image}/${REMOTE}`}
        >
          <b>도는 컨테이너 {container.name}</b>
          <span className="num">{editionOf(state, container.image)}판</span>
        </p>
      )}
    </div>
  );
}
