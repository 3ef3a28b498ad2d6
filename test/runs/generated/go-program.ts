/** The program that calls every operation by the client of oapi-codegen. */
import { capitalized } from '../../../shared/contract/openapi/capitalized.ts';
import { routeList } from '../../../shared/contract/routes/routes.ts';
import { callOf } from './calls.ts';

export function goProgram(): string {
  return `package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"

	"generated/api"
)

type reply struct {
	Status int             \`json:"status,omitempty"\`
	Raw    json.RawMessage \`json:"raw,omitempty"\`
	Typed  any             \`json:"typed,omitempty"\`
	Error  string          \`json:"error,omitempty"\`
}

func pointer[T any](value T) *T { return &value }

var calls = map[string]func(context.Context, *api.ClientWithResponses) (reply, error){
${routeList.map(goCall).join('\n')}
}

func carryOut(client *api.ClientWithResponses, line []byte) reply {
	var asked struct{ ID string }
	if err := json.Unmarshal(line, &asked); err != nil {
		return reply{Error: err.Error()}
	}
	answer, err := calls[asked.ID](context.Background(), client)
	if err != nil {
		return reply{Error: err.Error()}
	}
	return answer
}

func main() {
	client, err := api.NewClientWithResponses(os.Args[1])
	if err != nil {
		panic(err)
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		text, err := json.Marshal(carryOut(client, lines.Bytes()))
		if err != nil {
			text, _ = json.Marshal(reply{Error: err.Error()})
		}
		fmt.Println(string(text))
	}
}
`;
}

function goCall(route: (typeof routeList)[number]): string {
  const { id, params, query, key, body, status, isParameterized } = callOf(route);
  const name = capitalized(id);
  const members = [
    ...(key === undefined ? [] : [`IdempotencyKey: ${JSON.stringify(key)}`]),
    ...Object.entries(query).map(([member, value]) => `${capitalized(member)}: pointer[int32](${value})`),
  ];
  const given = [
    'ctx',
    ...Object.values(params).map((value) => JSON.stringify(value)),
    ...(isParameterized ? [`&api.${name}Params{${members.join(', ')}}`] : []),
    ...(body === undefined ? [] : ['body']),
  ];
  const read =
    body === undefined
      ? []
      : [
          `		var body api.${name}JSONRequestBody`,
          `		if err := json.Unmarshal([]byte(${JSON.stringify(JSON.stringify(body))}), &body); err != nil {`,
          '			return reply{}, err',
          '		}',
        ];
  return [
    `	${JSON.stringify(id)}: func(ctx context.Context, client *api.ClientWithResponses) (reply, error) {`,
    ...read,
    `		response, err := client.${name}WithResponse(${given.join(', ')})`,
    '		if err != nil {',
    '			return reply{}, err',
    '		}',
    `		if response.JSON${status} == nil {`,
    '			return reply{Error: string(response.Body)}, nil',
    '		}',
    `		return reply{Status: response.StatusCode(), Raw: response.Body, Typed: response.JSON${status}}, nil`,
    '	},',
  ].join('\n');
}
