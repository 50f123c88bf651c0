package check

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer/json"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/yaml"
)

const manifests = "../kubernetes"

// decode reads every document strictly: a field that Kubernetes does not know is an error.
func decode(t *testing.T) []runtime.Object {
	t.Helper()
	scheme := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{
		appsv1.AddToScheme, autoscalingv2.AddToScheme, batchv1.AddToScheme, corev1.AddToScheme, networkingv1.AddToScheme, policyv1.AddToScheme,
	} {
		if err := add(scheme); err != nil {
			t.Fatal(err)
		}
	}
	strict := json.NewSerializerWithOptions(json.DefaultMetaFactory, scheme, scheme, json.SerializerOptions{Yaml: true, Strict: true})
	var objects []runtime.Object
	for _, name := range append(resources(t), template) {
		raw, err := os.ReadFile(filepath.Join(manifests, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, doc := range bytes.Split(raw, []byte("\n---\n")) {
			object, _, err := strict.Decode(doc, nil, nil)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			objects = append(objects, object)
		}
	}
	return objects
}

// template is applied by hand, filled in: listed, it would overwrite what was.
const template = "secret.yaml"

// resources are the files that the kustomization names: all that are there but the template.
func resources(t *testing.T) []string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(manifests, "kustomization.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var k types.Kustomization
	if err := yaml.UnmarshalStrict(raw, &k); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(manifests, "*.yaml"))
	if err != nil || len(files) != len(k.Resources)+2 || slices.Contains(k.Resources, template) {
		t.Errorf("%d files, of which the kustomization names %v (%v)", len(files), k.Resources, err)
	}
	if len(k.Images) != 1 || k.Images[0].NewTag == "latest" {
		t.Errorf("versions cannot be told apart: %+v", k.Images)
	}
	return k.Resources
}

func one[T runtime.Object](t *testing.T, objects []runtime.Object) T {
	t.Helper()
	for _, o := range objects {
		if found, ok := o.(T); ok {
			return found
		}
	}
	var none T
	t.Fatalf("there is no %T", none)
	return none
}

// What refers to something refers to what is there.
func TestKubernetes(t *testing.T) {
	objects := decode(t)
	d, s := one[*appsv1.Deployment](t, objects), one[*corev1.Service](t, objects)
	labels := d.Spec.Template.Labels
	for what, selector := range map[string]map[string]string{
		"deployment": d.Spec.Selector.MatchLabels, "service": s.Spec.Selector,
		"disruption budget": one[*policyv1.PodDisruptionBudget](t, objects).Spec.Selector.MatchLabels,
		"spread":            d.Spec.Template.Spec.TopologySpreadConstraints[0].LabelSelector.MatchLabels,
	} {
		for key, value := range selector {
			if labels[key] != value {
				t.Errorf("the %s selects %s=%s, the pods have %v", what, key, value, labels)
			}
		}
	}
	hpa := one[*autoscalingv2.HorizontalPodAutoscaler](t, objects)
	if d.Spec.Replicas != nil {
		t.Error("applying the deployment undoes what the autoscaler decided")
	}
	if hpa.Spec.ScaleTargetRef.Name != d.Name || hpa.Spec.Metrics[0].Pods.Metric.Name != "jitasa_inbox_in_flight" {
		t.Errorf("the autoscaler is for %+v", hpa.Spec)
	}
	backend := one[*networkingv1.Ingress](t, objects).Spec.Rules[0].HTTP.Paths[0].Backend.Service
	if backend.Name != s.Name || backend.Port.Name != s.Spec.Ports[0].Name {
		t.Errorf("the ingress leads to %+v", backend)
	}
	checkPod(t, objects, d.Spec.Template.Spec)
	for _, o := range objects {
		if job, ok := o.(*batchv1.CronJob); ok {
			checkPod(t, objects, job.Spec.JobTemplate.Spec.Template.Spec)
		}
	}
	checkPolicy(t, one[*networkingv1.NetworkPolicy](t, objects), d)
	if grace := *d.Spec.Template.Spec.TerminationGracePeriodSeconds; grace < 15 {
		t.Errorf("pods get %d s to end: serve may take ten, after preStop", grace)
	}
}

// checkPod: least rights, and every setting is one that the program knows and the cluster has.
func checkPod(t *testing.T, objects []runtime.Object, pod corev1.PodSpec) {
	t.Helper()
	c := pod.Containers[0]
	if !*pod.SecurityContext.RunAsNonRoot || !*c.SecurityContext.ReadOnlyRootFilesystem || *c.SecurityContext.AllowPrivilegeEscalation ||
		*pod.AutomountServiceAccountToken || c.Resources.Limits.Memory().IsZero() {
		t.Errorf("%s has more rights than it needs, or no bounds", c.Name)
	}
	secret, settings := one[*corev1.Secret](t, objects), one[*corev1.ConfigMap](t, objects)
	known := knownSettings(t)
	var names []string
	for name := range secret.StringData {
		names = append(names, name)
	}
	for name := range settings.Data {
		names = append(names, name)
	}
	for _, e := range c.Env {
		names = append(names, e.Name)
		if e.ValueFrom == nil || e.ValueFrom.SecretKeyRef == nil {
			continue
		}
		if _, there := secret.StringData[e.ValueFrom.SecretKeyRef.Key]; !there || e.ValueFrom.SecretKeyRef.Name != secret.Name {
			t.Errorf("%s refers to a secret that is not there", e.Name)
		}
	}
	for _, from := range c.EnvFrom {
		if from.SecretRef != nil && from.SecretRef.Name != secret.Name || from.ConfigMapRef != nil && from.ConfigMapRef.Name != settings.Name {
			t.Errorf("settings from what is not there: %+v", from)
		}
	}
	for _, name := range names {
		if strings.HasPrefix(name, "JITASA_") && !slices.Contains(known, name) {
			t.Errorf("%s is no setting of the program", name)
		}
	}
}

func checkPolicy(t *testing.T, p *networkingv1.NetworkPolicy, d *appsv1.Deployment) {
	t.Helper()
	open := map[int32]bool{}
	for _, rule := range p.Spec.Ingress {
		for _, port := range rule.Ports {
			open[port.Port.IntVal] = true
		}
	}
	for _, port := range d.Spec.Template.Spec.Containers[0].Ports {
		if !open[port.ContainerPort] {
			t.Errorf("nobody may reach the port %s", fmt.Sprint(port.Name, " ", port.ContainerPort))
		}
	}
}
